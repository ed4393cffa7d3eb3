package dev.gangway.app.cutover;

/** What a check of the precheck found. */
record Finding(Level level, String check, String text) {

    /** What it means for the switch. */
    enum Level {
        OK,
        /** A person should know it. */
        NOTE,
        /** The switch is not safe. */
        REFUSE
    }

    static Finding ok(String check, String text) {
        return new Finding(Level.OK, check, text);
    }

    static Finding note(String check, String text) {
        return new Finding(Level.NOTE, check, text);
    }

    static Finding refuse(String check, String text) {
        return new Finding(Level.REFUSE, check, text);
    }

    boolean refuses() {
        return level == Level.REFUSE;
    }

    String line() {
        String mark =
                switch (level) {
                    case OK -> "ok     ";
                    case NOTE -> "note   ";
                    case REFUSE -> "REFUSED";
                };
        return mark + " " + check + ": " + text;
    }
}
