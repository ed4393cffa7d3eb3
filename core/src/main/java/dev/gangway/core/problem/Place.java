package dev.gangway.core.problem;

/** Where something stands: a file and a line counted from 1, or line 0 for the whole file or a thing without lines. */
public record Place(String file, int line) {

    public static final Place NOWHERE = new Place("", 0);

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
