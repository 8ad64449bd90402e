pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* A variable of the code that several services share: the person says which is meant. */
StackChoice {
    required property string key

    objectName: "folderChoice_" + key
    depth: 1
}
