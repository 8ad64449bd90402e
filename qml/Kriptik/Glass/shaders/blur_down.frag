#version 440
// Half the size: the middle counts four times, the four diagonals once (dual filter, Bjorge, SIGGRAPH 2015).
layout(location = 0) in vec2 qt_TexCoord0;
layout(location = 0) out vec4 fragColor;
layout(std140, binding = 0) uniform buf { mat4 qt_Matrix; float qt_Opacity; vec2 texel; };
layout(binding = 1) uniform sampler2D from;
void main() {
    vec2 h = texel * 0.5;
    vec3 sum = texture(from, qt_TexCoord0).rgb * 4.0;
    sum += texture(from, qt_TexCoord0 + vec2(-h.x, -h.y)).rgb;
    sum += texture(from, qt_TexCoord0 + vec2(h.x, -h.y)).rgb;
    sum += texture(from, qt_TexCoord0 + vec2(-h.x, h.y)).rgb;
    sum += texture(from, qt_TexCoord0 + vec2(h.x, h.y)).rgb;
    fragColor = vec4(sum * 0.125, 1.0);
}
