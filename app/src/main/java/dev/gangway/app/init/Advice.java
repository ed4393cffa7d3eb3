package dev.gangway.app.init;

/**
 * One thing that a person should know before the migration.
 *
 * @param remedy what to do about it, such as a statement to run; empty when there is nothing to do
 */
record Advice(Weight weight, String text, String remedy) {

    /** How much it matters, worst first. */
    enum Weight {
        /** The migration fails or loses something until it is settled. */
        BLOCKS("!"),
        /** It works, but somebody should decide. */
        WARNS("*"),
        /** Good to know. */
        NOTES("-");

        private final String mark;

        Weight(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }
    }

    static Advice blocks(String text, String remedy) {
        return new Advice(Weight.BLOCKS, text, remedy);
    }

    static Advice warns(String text, String remedy) {
        return new Advice(Weight.WARNS, text, remedy);
    }

    static Advice notes(String text, String remedy) {
        return new Advice(Weight.NOTES, text, remedy);
    }
}
