package dev.gangway.mysql.state;

/** A source table of which another number of changes is accounted for than was captured. */
public record Imbalance(String table, long captured, long accounted) {

    @Override
    public String toString() {
        return "%s: %,d captured, %,d accounted for".formatted(table, captured, accounted);
    }
}
