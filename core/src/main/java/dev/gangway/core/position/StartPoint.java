package dev.gangway.core.position;

/**
 * Where capture begins: recorded on the source before the first row is read, kept in the run's state, used once.
 *
 * @param capture {@code binlog} or {@code triggers}
 * @param file binlog file name, empty for triggers
 * @param offset position in that file, 0 for triggers
 * @param gtids executed GTID set at that position, empty when the server has none
 */
public record StartPoint(String capture, String file, long offset, String gtids) {

    public static StartPoint triggers() {
        return new StartPoint("triggers", "", 0, "");
    }

    /** The same place as a position; a binlog's number is the digits at the end of the file's name. */
    public SourcePosition position() {
        int digits = file.length();
        while (digits > 0 && Character.isDigit(file.charAt(digits - 1))) {
            digits--;
        }
        long log = digits == file.length() ? 0 : Long.parseLong(file.substring(digits));
        return new SourcePosition(log, offset, 0);
    }
}
