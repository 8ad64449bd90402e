#version 440
// Twice the size: four neighbours once, four diagonals twice (dual filter, Bjorge, SIGGRAPH 2015).
layout(location = 0) in vec2 qt_TexCoord0;
layout(location = 0) out vec4 fragColor;
layout(std140, binding = 0) uniform buf { mat4 qt_Matrix; float qt_Opacity; vec2 texel; };
layout(binding = 1) uniform sampler2D from;
void main() {
    vec2 t = texel, h = texel * 0.5;
    vec3 sum = texture(from, qt_TexCoord0 + vec2(-t.x, 0.0)).rgb;
    sum += texture(from, qt_TexCoord0 + vec2(t.x, 0.0)).rgb;
    sum += texture(from, qt_TexCoord0 + vec2(0.0, -t.y)).rgb;
    sum += texture(from, qt_TexCoord0 + vec2(0.0, t.y)).rgb;
    sum += texture(from, qt_TexCoord0 + vec2(-h.x, -h.y)).rgb * 2.0;
    sum += texture(from, qt_TexCoord0 + vec2(h.x, -h.y)).rgb * 2.0;
    sum += texture(from, qt_TexCoord0 + vec2(-h.x, h.y)).rgb * 2.0;
    sum += texture(from, qt_TexCoord0 + vec2(h.x, h.y)).rgb * 2.0;
    fragColor = vec4(sum / 12.0, 1.0);
}
