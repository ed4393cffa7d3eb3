package dev.gangway.cdc.events;

/** What becomes of an event of the binlog. */
public enum Treatment {
    /** Holds row changes: they are carried when their transaction is committed. */
    ROWS("carried when its transaction is committed"),
    /** Holds a statement: what becomes of it depends on the statement. */
    STATEMENT("by its statement, see below"),
    /** Begins, ends or places something; capture acts on it. */
    CONTROL("followed"),
    /** Holds other events, which are taken out and treated one by one. */
    ENVELOPE("unpacked; each event in it as listed here"),
    /** Changes nothing by itself. */
    IRRELEVANT("passed over: changes nothing by itself"),
    /** Holds or hides changes that cannot be read: capture stops there and names it. */
    REFUSED("capture stops: `SOURCE_CHANGE_UNREADABLE`");

    private final String text;

    Treatment(String text) {
        this.text = text;
    }

    /** The treatment in words, as the reference prints it. */
    public String text() {
        return text;
    }
}
