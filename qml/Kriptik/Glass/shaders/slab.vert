#version 440
// The flat middle of a slab. Where it lies on the backdrop comes from clip space, so that tilt, scale and scrolling
// need no bindings; the sign of the matrix tells whether this target's clip space points up or down.
layout(location = 0) in vec4 qt_Vertex;
layout(location = 1) in vec2 qt_MultiTexCoord0;
layout(location = 0) out vec2 place;
layout(location = 1) out vec3 clip;
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
out gl_PerVertex { vec4 gl_Position; };
void main() {
    place = qt_MultiTexCoord0 * (slabSize - 2.0 * inset) + inset;
    gl_Position = qt_Matrix * qt_Vertex;
    clip = vec3(gl_Position.x, gl_Position.y * sign(qt_Matrix[1][1]), gl_Position.w);
}
