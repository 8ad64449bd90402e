#version 440
// The bevel: a strip of 4 x 1 cells folded into a hollow frame (columns walk the corners, rows go inward), so that only
// the rim pays for the lens.
layout(location = 0) in vec4 qt_Vertex;
layout(location = 1) in vec2 qt_MultiTexCoord0;
layout(location = 0) out vec2 place;
layout(location = 1) out vec3 clip;
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
out gl_PerVertex { vec4 gl_Position; };
void main() {
    int corner = int(qt_MultiTexCoord0.x * 4.0 + 0.5);
    vec2 side = vec2((corner == 1 || corner == 2) ? 1.0 : 0.0, (corner == 2 || corner == 3) ? 1.0 : 0.0);
    vec2 at = side * frameSize + qt_MultiTexCoord0.y * band * (1.0 - 2.0 * side);
    place = at - pad;
    gl_Position = qt_Matrix * vec4(at, 0.0, 1.0);
    clip = vec3(gl_Position.x, gl_Position.y * sign(qt_Matrix[1][1]), gl_Position.w);
}
