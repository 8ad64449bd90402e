#version 440
// The bevelled edge: bends the backdrop with a little dispersion, catches the key light from the upper left and the
// pointer's light, and ends in a hairline that is brighter at the top and left.
layout(location = 0) in vec2 place;
layout(location = 1) in vec3 clip;
layout(location = 0) out vec4 fragColor;
layout(std140, binding = 0) uniform buf {
    mat4 qt_Matrix;
    float qt_Opacity;
    float radius;
    float pad;
    float bevel;
    float band;
    float refraction;
    float grain;
    float lightPower;
    float lightReach;
    float highlight;
    float dpr;
    float edgeTop;
    vec2 frameSize;
    vec2 sceneSize;
    vec2 lightAt;
    vec4 tint;
    vec4 tintLit;
    vec4 edge;
};
layout(binding = 1) uniform sampler2D blurred;
layout(binding = 2) uniform sampler2D sharp;

const vec2 KEY = vec2(-0.53, -0.848);

float noise(vec2 p) {
    vec2 q = fract(p * vec2(0.75487767, 0.56984029));
    q += dot(q, q.yx * vec2(17.31, 31.73) + 11.17);
    return fract(q.x * q.y * 0.6173) - 0.5;
}

void main() {
    vec2 size = frameSize - 2.0 * pad;
    vec2 p = place - 0.5 * size;
    vec2 q = abs(p) - 0.5 * size + radius;
    vec2 corner = max(q, 0.0);
    float d = length(corner) + min(max(q.x, q.y), 0.0) - radius;
    float cover = clamp(0.5 - d * dpr, 0.0, 1.0);
    vec2 n = (q.x > 0.0 && q.y > 0.0) ? normalize(corner + 1e-4) : (q.x > q.y ? vec2(1.0, 0.0) : vec2(0.0, 1.0));
    n *= vec2(p.x < 0.0 ? -1.0 : 1.0, p.y < 0.0 ? -1.0 : 1.0);

    float slope = clamp(1.0 + min(d, 0.0) / bevel, 0.0, 1.0);
    float bend = slope * slope * (3.0 - 2.0 * slope);
    bend *= bend;

    vec2 at = 0.5 + 0.5 * clip.xy / clip.z;
    vec2 shift = -n * bend * refraction / sceneSize;
    vec3 soft = texture(blurred, at + shift).rgb;
    vec3 lens = vec3(texture(sharp, at + shift).r, texture(sharp, at + shift * 1.14).g, texture(sharp, at + shift * 1.30).b);
    vec3 back = mix(soft, lens, bend * 0.75);
    back = max(mix(vec3(dot(back, vec3(0.30, 0.59, 0.11))), back, 1.35), 0.0);

    vec2 local = place / size;
    vec4 ink = mix(tintLit, tint, clamp(local.y * 1.6, 0.0, 1.0));
    vec3 color = mix(back, ink.rgb, ink.a * (1.0 - 0.38 * bend));
    float sheen = max(1.0 - length(local * vec2(1.0, 1.15)), 0.0);
    color += highlight * sheen * sheen;

    vec2 toLight = (lightAt - at * sceneSize) / lightReach;
    float away = dot(toLight, toLight);
    float fall = lightPower / (1.0 + away);
    float facing = dot(n, toLight * inversesqrt(max(away, 1e-6)));
    float key = max(dot(n, KEY), 0.0);
    float bounce = max(-dot(n, KEY), 0.0);
    float wide = max(facing, 0.0);
    wide *= wide;
    float echo = max(-facing, 0.0);
    echo *= echo;

    float slant = slope * slope;
    color += slant * (0.085 * key + 0.020 * bounce);
    color += slant * fall * (0.10 * wide + 0.14 * wide * wide + 0.08 * echo * echo);
    float seat = clamp(1.0 - abs(d + 2.8) * 0.5, 0.0, 1.0);
    color *= 1.0 - 0.15 * seat;
    float line = clamp(1.0 - abs(d + 0.75) / 0.9, 0.0, 1.0);
    float lineLight = edgeTop * key * key + 0.05 * bounce + fall * (0.30 * wide + 0.40 * wide * wide + 0.22 * echo * echo);
    color = mix(color, edge.rgb, line * edge.a) + line * lineLight;
    float near = 1.0 + away;
    color += lightPower * 0.02 / (near * near);
    color += noise(floor(gl_FragCoord.xy)) * grain;
    fragColor = vec4(clamp(color, 0.0, 1.0) * cover, cover) * qt_Opacity;
}
