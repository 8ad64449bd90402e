#version 440
// Backdrop through tinted glass: one texture fetch a pixel. Must match rim.frag where its bevel is flat.
layout(location = 0) in vec2 place;
layout(location = 1) in vec3 clip;
layout(location = 0) out vec4 fragColor;
layout(std140, binding = 0) uniform buf {
    mat4 qt_Matrix;
    float qt_Opacity;
    float grain;
    float lightPower;
    float lightReach;
    float highlight;
    float inset;
    vec2 slabSize;
    vec2 sceneSize;
    vec2 lightAt;
    vec4 tint;
    vec4 tintLit;
};
layout(binding = 1) uniform sampler2D blurred;

float noise(vec2 p) {
    vec2 q = fract(p * vec2(0.75487767, 0.56984029));
    q += dot(q, q.yx * vec2(17.31, 31.73) + 11.17);
    return fract(q.x * q.y * 0.6173) - 0.5;
}

void main() {
    vec2 at = 0.5 + 0.5 * clip.xy / clip.z;
    vec3 back = texture(blurred, at).rgb;
    back = max(mix(vec3(dot(back, vec3(0.30, 0.59, 0.11))), back, 1.35), 0.0);
    vec2 local = place / slabSize;
    vec4 ink = mix(tintLit, tint, clamp(local.y * 1.6, 0.0, 1.0));
    vec3 color = mix(back, ink.rgb, ink.a);
    float sheen = max(1.0 - length(local * vec2(1.0, 1.15)), 0.0);
    color += highlight * sheen * sheen;
    vec2 toLight = (lightAt - at * sceneSize) / lightReach;
    float near = 1.0 + dot(toLight, toLight);
    color += lightPower * 0.02 / (near * near);
    color += noise(floor(gl_FragCoord.xy)) * grain;
    fragColor = vec4(color, 1.0) * qt_Opacity;
}
