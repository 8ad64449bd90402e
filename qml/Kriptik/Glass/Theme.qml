pragma Singleton
import QtQuick
import Kriptik.Icons

/* Every colour, size and duration of the app; nothing else names one (a test walks all QML). Sizes are logical pixels. */
QtObject {
    id: theme

    // Grounds, from the window to what lies highest.
    readonly property color ground: "#0a0a0a"
    readonly property color raised: "#121212"
    readonly property color high: "#1a1a1a"
    // The hollow one types into, from its shaded upper edge down.
    readonly property color wellShade: "#020202"
    readonly property color well: "#080808"
    readonly property color wellFloor: "#0d0d0d"

    // Words. `textFaint` is the smallest readable grey; `disabled` is for decoration and what cannot be used.
    readonly property color text: "#ffffff"
    readonly property color textDim: "#a0a0a0"
    readonly property color textFaint: "#8a8a8a"
    readonly property color disabled: "#606060"
    readonly property color placeholder: Qt.rgba(1, 1, 1, 0.40)
    // White words stand on `red`, never on `redText`. `redText` is for marks; words that say what failed are `redWord`.
    readonly property color red: "#dc2626"
    readonly property color redDeep: "#991b1b"
    readonly property color redText: "#ef4444"
    readonly property color redWord: "#f87171"
    readonly property color redSoft: "#fca5a5"
    readonly property color ring: "#fca5a5"
    readonly property color success: "#22c55e"
    readonly property color warning: "#eab308"
    readonly property color error: "#ef4444"

    // White in thin layers: edges of things, and fills of what rests, is pointed at, is pressed, is chosen.
    readonly property color line: Qt.rgba(1, 1, 1, 0.08)
    readonly property color lineStrong: Qt.rgba(1, 1, 1, 0.15)
    readonly property color lineHover: Qt.rgba(1, 1, 1, 0.25)
    readonly property color fillRest: Qt.rgba(1, 1, 1, 0.03)
    readonly property color fillHover: Qt.rgba(1, 1, 1, 0.06)
    readonly property color fillPressed: Qt.rgba(1, 1, 1, 0.04)
    readonly property color fillCurrent: Qt.rgba(1, 1, 1, 0.10)
    readonly property color track: Qt.rgba(1, 1, 1, 0.10)
    // The grip of a scroll bar at rest, pointed at and held.
    readonly property color grip: Qt.rgba(1, 1, 1, 0.16)
    readonly property color gripHover: Qt.rgba(1, 1, 1, 0.30)
    readonly property color gripPressed: Qt.rgba(1, 1, 1, 0.40)
    readonly property color scrim: Qt.rgba(0, 0, 0, 0.60)
    readonly property color clear: "transparent"
    // Shares of a tone (see `veil`): behind words of that tone, and as the edge around them.
    readonly property real toneFill: 0.10
    readonly property real toneMark: 0.18
    readonly property real toneEdge: 0.35
    readonly property real toneEdgeStrong: 0.60

    // Glass: the share of ink in a slab, the blur behind it, its lit edges and its bevel.
    readonly property color ink: "#0a0a0a"
    readonly property color inkLit: "#141313"
    readonly property real tintDark: 0.85
    readonly property real tintDarker: 0.92
    readonly property real tintSheet: 0.80
    readonly property real tintNote: 0.60
    readonly property real tintPlain: 0.80
    readonly property int blur: 24
    readonly property real blurPerSpread: 32.4
    readonly property int blurSheet: 40
    readonly property real highlight: 0.05
    readonly property real edgeTop: 0.30
    readonly property real edgeLeft: 0.18
    readonly property real grain: 0.022
    readonly property int rim: 14
    readonly property int refraction: 26
    readonly property int lightReach: 360

    // Spacing lies on a grid of 4.
    readonly property int hairline: 1
    readonly property int line2: 2
    readonly property int space2: 2
    readonly property int space4: 4
    readonly property int space8: 8
    readonly property int space12: 12
    readonly property int space16: 16
    readonly property int space20: 20
    readonly property int space24: 24
    readonly property int space32: 32
    readonly property int space40: 40
    readonly property int space48: 48

    readonly property int radius2: 2
    readonly property int radius4: 4
    readonly property int radius8: 8
    readonly property int radius12: 12
    readonly property int radius16: 16

    // What is pressed is at least `controlSmall` high; `controlHeight` where it stands alone.
    readonly property int controlSmall: 32
    readonly property int controlHeight: 40
    readonly property int controlLarge: 48
    readonly property int chipHeight: 24
    readonly property int rowHeight: 48
    readonly property int railWidth: 72
    readonly property int sheetWidth: 672
    readonly property int paletteWidth: 560
    readonly property int slabWidth: 480
    readonly property int noteWidth: 440
    readonly property int menuWidth: 220
    readonly property int menuHeight: 320
    readonly property int menuRow: 36
    readonly property int paletteHeight: 432
    readonly property int scrollWidth: 12
    readonly property int emptyTile: 72
    readonly property int contentWidth: 1200
    readonly property int windowWidth: 1280
    readonly property int windowHeight: 800
    readonly property int windowLeastWidth: 800
    readonly property int windowLeastHeight: 480
    readonly property int titleBar: 40
    readonly property int cardWidth: 320
    readonly property int tileHeight: 176
    // A cell of the stack: as wide as it likes to be, and the least that two columns side by side are made of.
    readonly property int tileWidth: 224
    readonly property int tileNarrow: 160
    readonly property int headerHeight: 88
    readonly property int formMin: 304
    readonly property int formMax: 480
    readonly property int editorMin: 144
    readonly property int editorMax: 400
    readonly property int narrowScreen: 960
    // Home: how wide it gets, and its cards. The rail beside it, and the slab of first run and unlocking.
    readonly property int contentWide: 1600
    readonly property int requestWidth: 480
    readonly property int requestHeight: 104
    readonly property int figure: 160
    readonly property int projectHeight: 176
    readonly property int iconTile: 48
    readonly property int railItem: 56
    readonly property int railMark: 40
    readonly property int startMark: 96
    readonly property int unlockWidth: 560
    readonly property int stepWidth: 240

    // The strip chart of a build: a row of it, its names, its axis; what is too short to see is a dot as wide as it is high.
    readonly property int stripRow: 8
    readonly property int stripRowDense: 4
    readonly property int stripRowTall: 12
    readonly property real stripShare: 0.36
    readonly property real lineStep: 0.2
    readonly property int stripGap: 2
    readonly property int stripLane: 24
    readonly property int stripNames: 232
    readonly property int stripHatch: 8
    readonly property real stripHatchTurn: 45
    readonly property int lineHigh: 36
    readonly property int durationWidth: 80
    readonly property int clockWidth: 64
    readonly property int shortScreen: 720
    readonly property color barDone: Qt.rgba(1, 1, 1, 0.62)
    readonly property color barOff: Qt.rgba(1, 1, 1, 0.22)
    readonly property color hatch: Qt.rgba(1, 1, 1, 0.07)

    // Parts of controls.
    readonly property int buttonMin: 88
    readonly property int fieldWidth: 280
    readonly property int areaHeight: 160
    readonly property int longHeight: 144
    readonly property int countHeight: 16
    readonly property int boxSize: 20
    readonly property int switchWidth: 40
    readonly property int knob: 16
    readonly property int trackHeight: 4
    readonly property int dial: 64
    readonly property int dialStroke: 6
    readonly property int sliderWidth: 200
    readonly property int ringDistance: 3
    readonly property real dimmed: 0.45
    readonly property real shimmerReach: 0.35
    // The red button: share of white in its rim, of light in its lower corner, and how far it glows.
    readonly property real rimLit: 0.38
    readonly property real rimHot: 0.54
    readonly property real rimFloor: 0.10
    readonly property real ember: 0.40
    readonly property real glowRest: 0.25
    readonly property real glowHot: 1
    readonly property real glowCard: 0.6
    readonly property real glowField: 0.6

    readonly property int icon8: 8
    readonly property int icon12: 12
    readonly property int icon16: 16
    readonly property int icon20: 20
    readonly property int icon24: 24
    readonly property int icon32: 32
    readonly property int icon40: 40
    readonly property int icon64: 64

    readonly property string family: "Inter"
    readonly property string monoFamily: "monospace"
    readonly property int sizeDisplay: 28
    readonly property int sizeTitle: 20
    readonly property int sizeHeading: 16
    readonly property int sizeBody: 14
    readonly property int sizeSmall: 13
    readonly property int sizeCaption: 12
    readonly property int sizeMicro: 11
    readonly property real leading: 1.35
    readonly property real leadingStrong: 1.2
    readonly property real trackingDisplay: -0.5
    readonly property real trackingSecret: 1

    // Depth 0 to 5 as nine-patches baked beforehand: how far each reaches beyond its slab, and where it is cut.
    readonly property list<int> depthReach: [0, 13, 28, 45, 72, 107]
    readonly property list<int> depthSlice: [0, 37, 63, 93, 139, 199]
    readonly property int glowReach: 32
    readonly property int glowSlice: 65

    // Motion, in milliseconds; with `reducedMotion` nothing moves and states change at once.
    property bool reducedMotion: false
    readonly property int fast: reducedMotion ? 0 : 120
    readonly property int normal: reducedMotion ? 0 : 180
    readonly property int slow: reducedMotion ? 0 : 240
    readonly property int beats: 3
    readonly property int beatIn: 420
    readonly property int beatOut: 520
    readonly property int turn: 1200
    readonly property int shimmer: 1400
    readonly property int tooltipDelay: 500
    readonly property int second: 1000
    readonly property int minute: 60000
    readonly property int patience: 300
    // How long the hands rest after the last letter before what the description no longer needs leaves.
    readonly property int rest: 600
    readonly property int longStart: 1000
    readonly property int toastStay: 6000
    readonly property int toastStayLong: 12000
    readonly property int toastsShown: 3
    // How long letters typed in a list belong to one word.
    readonly property int typeAhead: 800
    readonly property int lift: 4
    readonly property real press: 0.98
    readonly property real entrance: 0.96
    readonly property real screenEntrance: 0.985
    readonly property int entranceStep: 40
    readonly property int entranceSteps: 8
    readonly property real iconHover: 1.08
    readonly property real iconBeat: 1.15
    readonly property real tilt: 3
    readonly property real liftedLight: 0.4
    readonly property int eye: 900
    // How long a shown secret stays while the person looks at another window.
    readonly property int unwatched: 10000

    // Icons lie below the theme: one that shall move is handed this.
    readonly property IconPace iconPace: IconPace {
        turn: theme.reducedMotion ? 0 : theme.turn
        beatIn: theme.reducedMotion ? 0 : theme.beatIn
        beatOut: theme.reducedMotion ? 0 : theme.beatOut
        hover: theme.fast
        beatScale: theme.iconBeat
        hoverScale: theme.reducedMotion ? 1 : theme.iconHover
    }

    function tone(name: string): color {
        switch (name) {
        case "success":
            return success;
        case "warning":
            return warning;
        case "error":
            return error;
        case "accent":
            return redText;
        default:
            return textDim;
        }
    }
    function textSize(kind: string): int {
        switch (kind) {
        case "display":
            return sizeDisplay;
        case "title":
            return sizeTitle;
        case "heading":
            return sizeHeading;
        case "small":
            return sizeSmall;
        case "caption":
        case "label":
        case "mono":
            return sizeCaption;
        default:
            return sizeBody;
        }
    }
    function mix(from: color, to: color, share: real): color {
        const keep = 1 - share;
        return Qt.rgba(from.r * keep + to.r * share, from.g * keep + to.g * share, from.b * keep + to.b * share, from.a * keep + to.a * share);
    }
    function wordTone(name: string): color {
        return name === "error" || name === "accent" ? redWord : tone(name);
    }
    function veil(base: color, alpha: real): color {
        return Qt.rgba(base.r, base.g, base.b, alpha);
    }
}
