pragma ComponentBehavior: Bound

import QtQuick
import Kriptik.Glass

/* Toasts of each tone. */
Item {
    Toast {
        id: toast

        objectName: "toast"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space24
        width: implicitWidth
        Component.onCompleted: {
            show("Stripe does not answer. Nothing was saved.", "error", "Try again");
            show("The project was moved.", "neutral", "Undo");
            show("Stripe accepts these values. The credential is saved.", "success");
        }
    }
}
