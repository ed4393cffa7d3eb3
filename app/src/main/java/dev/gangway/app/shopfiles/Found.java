package dev.gangway.app.shopfiles;

/**
 * One value of a shop's file.
 *
 * @param text the value; empty when it is not readable
 * @param where file within the shop's folder and line, as {@code app/etc/env.php:12}
 * @param readable false for what only PHP could work out: a mistake for those who need the value
 */
public record Found(String text, String where, boolean readable) {

    static Found of(String text, String where) {
        return new Found(text, where, true);
    }

    /** Never shows the value: it may be a password. */
    @Override
    public String toString() {
        return "a value at " + where;
    }
}
