package dev.gangway.mysql.connect;

/** A secret on its way to the driver; {@link #toString()} never shows it. */
public final class Password {
    public static final Password EMPTY = new Password("");

    private final String value;

    private Password(String value) {
        this.value = value;
    }

    public static Password of(String value) {
        return new Password(value);
    }

    public static Password of(char[] value) {
        return new Password(new String(value));
    }

    /** The secret itself: for the driver only. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
