package dev.gangway.app.diagnose;

import java.util.List;
import java.util.Locale;

/**
 * Everything that can be told to be wrong, the worst first. The name is stable; {@code docs/reference/diagnose.md} lists all, which
 * a test compares with this list.
 */
public enum Fault {
    STATE_MISSING(Weight.LOSS, "The target was filled by a run whose state is gone", 47, 51),
    STATE_DAMAGED(Weight.LOSS, "The state schema is not whole", 47),
    TARGET_REPLACED(
            Weight.LOSS, "The target is not what the state says: restored, emptied in part, or another", 37, 51),
    SOURCE_REPLACED(
            Weight.LOSS, "The source is not the one that was loaded: another, restored, or imported again", 22, 28),
    TRIGGERS_GONE(Weight.LOSS, "Capture's triggers or log tables are not on the source any more", 28),
    BINLOG_GONE(Weight.LOSS, "The source has deleted the binlog that capture goes on in", 23),
    TOPICS_GONE(Weight.LOSS, "Topics of the migration were deleted", 17),
    RECORDS_GONE(Weight.LOSS, "Topics do not hold the records any more that the target is to read next", 16, 17),
    LEDGER_UNBALANCED(Weight.LOSS, "The ledger does not balance: changes may be lost or doubled", 3, 20, 29, 39),
    FENCE_LEFT(Weight.LOSS, "A cutover that broke off keeps writes out of the source: the shop cannot sell", 50),
    SOURCE_AWAY(Weight.STOPS, "The source's server does not answer", 9, 11, 13, 21, 22),
    SOURCE_LOGIN(Weight.STOPS, "The source refuses user or password", 31),
    SOURCE_RIGHTS(Weight.STOPS, "The source's user lacks rights", 31),
    SOURCE_BINLOG(Weight.STOPS, "The source does not write the binlog with whole rows", 24),
    TARGET_AWAY(Weight.STOPS, "The target's server does not answer", 9, 11, 13, 32),
    TARGET_LOGIN(Weight.STOPS, "The target refuses user or password", 31),
    TARGET_RIGHTS(Weight.STOPS, "The target's user lacks rights", 31),
    TARGET_READ_ONLY(Weight.STOPS, "The target's server is read-only", 32),
    KAFKA_AWAY(Weight.STOPS, "Kafka does not answer or refuses us", 10, 11, 15),
    KAFKA_REPLICATION(Weight.STOPS, "Kafka has too few brokers for the copies that topics are to have", 15),
    KAFKA_TOPICS(Weight.STOPS, "A topic has other settings than it must have", 17),
    REGISTRY_AWAY(Weight.STOPS, "The schema registry does not answer or refuses us", 11, 15),
    DISK(Weight.STOPS, "There is no room on this machine's disk", 46),
    STATE_NEWER(Weight.STOPS, "The state was made by a newer version of the program", 53),
    PLAN_INVALID(Weight.STOPS, "The rules do not fit the tables", 25, 38, 48),
    PLAN_CHANGED(Weight.STOPS, "Rules or tables have changed since the load", 25, 38, 48),
    RESET_UNFINISHED(Weight.STOPS, "A reset was broken off", 1, 51),
    LOAD_UNFINISHED(Weight.STOPS, "The load is not finished and no process works on it", 1, 2, 6),
    ATTACH_UNFINISHED(Weight.STOPS, "A stream was begun anew, and what was missed is not brought yet", 1, 2),
    STREAM_FAILED(
            Weight.STOPS, "The stream ended with an error that needs a person", 4, 6, 8, 18, 24, 25, 27, 30, 36, 41),
    STREAM_SILENT(Weight.STOPS, "A process holds the stream's lock and moves nothing", 5, 7, 13),
    STREAM_STOPPED(Weight.STOPS, "No stream runs: the target falls behind", 1, 2),
    TARGET_LOCKED(Weight.WAITS, "Somebody's transaction on the target keeps rows from being written", 33),
    SOURCE_TRANSACTION(
            Weight.WAITS,
            "A transaction on the source is open for long: what it wrote is not carried before it ends",
            26),
    STREAM_WAITS(
            Weight.WAITS, "A part of the stream waits for something that is away or full", 12, 14, 15, 19, 32, 33, 46),
    PAUSED(Weight.WAITS, "The stream is paused", 49),
    PARKED_REFUSED(Weight.WAITS, "The target refused rows", 35, 36),
    PARKED_UNMAPPED(Weight.WAITS, "The rules cannot map rows", 43),
    PARKED_DISPLACED(Weight.WAITS, "Rows gave way to newer ones with the same unique value", 34),
    PARKED_TOO_LARGE(Weight.WAITS, "Changes are larger than the topic takes", 18),
    PARKED_UNREADABLE(Weight.WAITS, "Records on the topics are not ours", 41),
    PARKED_BY_LOAD(Weight.WAITS, "The load has put rows aside", 35, 43, 44),
    TRIGGERS_SUSPENDED(Weight.WAITS, "A load that ended early has left the target's own triggers out", 1),
    BINLOG_SHORT(Weight.RISK, "The source deletes its binlog so soon that a pause costs the stream's place", 23),
    CLOCKS_APART(Weight.RISK, "Clocks differ: delays are told wrongly", 45),
    TARGET_PACKETS(Weight.RISK, "The target refuses large rows", 27),
    DISK_SMALL(Weight.RISK, "There is little room for what the embedded broker keeps", 46);

    /** How bad it is. */
    public enum Weight {
        /** Changes or rows may be missing, or the shop cannot sell. */
        LOSS,
        /** Nothing is carried until somebody acts. */
        STOPS,
        /** Something waits, for a person or by itself; the rest goes on. */
        WAITS,
        /** All goes on, and something can go wrong that need not. */
        RISK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Weight weight;
    private final String cause;
    private final List<String> numbers;

    Fault(Weight weight, String cause, int... numbers) {
        this.weight = weight;
        this.cause = cause;
        this.numbers = java.util.Arrays.stream(numbers).mapToObj(n -> "F" + n).toList();
    }

    /** The name as it is printed, such as {@code triggers-gone}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Weight weight() {
        return weight;
    }

    /** One sentence, without its full stop. */
    public String cause() {
        return cause;
    }

    /** What may have happened, by the numbers of the list in the reference. */
    public List<String> numbers() {
        return numbers;
    }
}
