pragma Singleton
import QtQuick

/* Finds what glass is seen against: the nearest backdrop among an item and what it lies in. */
QtObject {
    function around(item: Item): GlassBackdrop {
        let at = item;
        while (at && !(at instanceof GlassBackdrop))
            at = at.parent;
        return at as GlassBackdrop;
    }
}
