import QtQuick

/* The app's own mark; where there are few pixels, the one drawn for them. */
IconImage {
    art: size > IconNames.large ? "app/mark" : size > IconNames.grid ? "app/mark-32" : "app/mark-24"
}
