import QtQuick

/* Where something that opens beside its target lies, so that it stays inside the window and off the target: on the
   wanted side, else on the other one. Sides: below, above, right, left. Aligned: start, middle, end. */
QtObject {
    id: root

    required property Item target
    property string side: "below"
    property string aligned: "middle"
    property int gap: Theme.space8

    function fits(side: string, width: real, height: real): bool {
        const window = target.Window.window as Window;
        const at = target.mapToItem(null, 0, 0);
        switch (side) {
        case "above":
            return at.y - gap - height >= gap;
        case "left":
            return at.x - gap - width >= gap;
        case "right":
            return at.x + target.width + gap + width <= window.width - gap;
        default:
            return at.y + target.height + gap + height <= window.height - gap;
        }
    }
    function chosen(width: real, height: real): string {
        const others = {
            "below": "above",
            "above": "below",
            "right": "left",
            "left": "right"
        };
        const beside = side === "right" || side === "left";
        for (const each of beside ? [side, others[side], "below", "above"] : [side, others[side]])
            if (fits(each, width, height))
                return each;
        return beside ? "below" : side;
    }
    function along(length: real, room: real): real {
        return aligned === "start" ? 0 : aligned === "end" ? room - length : (room - length) / 2;
    }
    // The place of something of this size, seen from the target's upper left corner.
    function at(width: real, height: real): point {
        switch (chosen(width, height)) {
        case "above":
            return Qt.point(along(width, target.width), -height - gap);
        case "left":
            return Qt.point(-width - gap, along(height, target.height));
        case "right":
            return Qt.point(target.width + gap, along(height, target.height));
        default:
            return Qt.point(along(width, target.width), target.height + gap);
        }
    }
}
