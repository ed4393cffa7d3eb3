package dev.gangway.app.identity;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.inspect.RowFloor;
import dev.gangway.mysql.state.ClaimStore;
import dev.gangway.mysql.state.KeptTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many rows the target's tables had when the state last knew. A table has lost rows when fewer than half are left although
 * the source still has as many and the stream has not removed them; one whose rows are made from several tables of the source, when all
 * are gone.
 */
final class RowClaims {
    private static final int SHOWN = 5;
    /** So few derived rows may go by themselves. */
    private static final int FEW = 10;

    private final Databases databases;
    private final ClaimStore claims;

    /** Rows of a target table and the source table they come from; none for rows that are derived. */
    private record Claim(long rows, String source) {
        static Claim parse(String text) {
            int space = text.indexOf(' ');
            return new Claim(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
        }

        boolean isDerived() {
            return source.isEmpty();
        }

        /** Fewer are too few. */
        long floor() {
            return isDerived() ? 1 : (rows + 1) / 2;
        }
    }

    RowClaims(Databases databases) {
        this.databases = databases;
        this.claims = new ClaimStore(databases.state());
    }

    /** Stores how many rows there are now. */
    void store(MigrationPlan plan) {
        Map<String, String> sources = new TreeMap<>();
        for (TablePlan table : plan.tables()) {
            sources.put(table.target().name(), table.source().name());
        }
        for (String derived : written()) {
            sources.putIfAbsent(derived, "");
        }
        var texts = new TreeMap<String, String>();
        new RowFloor(databases.target()).count(sources.keySet()).forEach((table, rows) -> {
            String source = sources.getOrDefault(table, "");
            if (rows > 0 && (!source.isEmpty() || rows >= FEW)) {
                texts.put(table, rows + " " + source);
            }
        });
        claims.replace(ClaimStore.Kind.ROWS, texts);
        claims.replace(ClaimStore.Kind.REMOVED, Map.of());
    }

    /** What the modes have written to, all of it. */
    private List<String> written() {
        String prefix = databases.target().config().prefix();
        return Stream.of(Mode.SETTINGS, Mode.DATA)
                .flatMap(mode -> new KeptTables(databases.state(), mode.word()).all().stream())
                .map(kept -> Identifiers.withoutPrefix(prefix, kept.table()))
                .toList();
    }

    /** True when it is known what there must be, and it is there. */
    boolean areMet() {
        return !claimed().isEmpty() && shortTables().isEmpty();
    }

    /** Tables of which rows are missing, whatever the source has, for a person. */
    List<String> shortTables() {
        Map<String, Claim> claimed = claimed();
        return tables(tooFew(claimed), claimed);
    }

    /** The same without tables whose rows the source or the stream may have removed. */
    List<String> lostTables() {
        Map<String, Claim> claimed = claimed();
        Map<String, Long> few = tooFew(claimed);
        if (few.isEmpty()) {
            return List.of();
        }
        var floors = new HashMap<String, Long>();
        claimed.forEach((table, claim) -> {
            if (few.containsKey(table) && !claim.isDerived()) {
                floors.put(claim.source(), claim.floor());
            }
        });
        Map<String, Long> inSource = new RowFloor(databases.source()).count(floors);
        Map<String, String> removed = claims.all(ClaimStore.Kind.REMOVED);
        claimed.forEach((table, claim) -> {
            if (claim.isDerived()) {
                return;
            }
            long explained = few.getOrDefault(table, 0L) + Long.parseLong(removed.getOrDefault(table, "0"));
            if (inSource.getOrDefault(claim.source(), 0L) < claim.floor() || explained >= claim.floor()) {
                few.remove(table);
            }
        });
        return tables(few, claimed);
    }

    private Map<String, Claim> claimed() {
        var claimed = new TreeMap<String, Claim>();
        claims.all(ClaimStore.Kind.ROWS).forEach((table, text) -> claimed.put(table, Claim.parse(text)));
        return claimed;
    }

    private Map<String, Long> tooFew(Map<String, Claim> claimed) {
        var floors = new TreeMap<String, Long>();
        claimed.forEach((table, claim) -> floors.put(table, claim.floor()));
        Map<String, Long> few = new RowFloor(databases.target()).count(floors);
        few.entrySet().removeIf(entry -> entry.getValue() >= floors.getOrDefault(entry.getKey(), 0L));
        return few;
    }

    private static List<String> tables(Map<String, Long> few, Map<String, Claim> claimed) {
        List<String> texts = new ArrayList<>();
        claimed.forEach((table, claim) -> {
            Long rows = few.get(table);
            if (rows == null) {
                return;
            }
            long loaded = claim.rows();
            String all = loaded >= RowFloor.LIMIT ? "more than %,d".formatted(RowFloor.LIMIT) : "%,d".formatted(loaded);
            texts.add("%s (%,d of %s rows)".formatted(table, rows, all));
        });
        return texts;
    }

    /** The first of them, and how many more there are. */
    static String some(List<String> tables) {
        int shown = Math.min(SHOWN, tables.size());
        String more = shown < tables.size() ? " and " + (tables.size() - shown) + " more tables" : "";
        return String.join(", ", tables.subList(0, shown)) + more;
    }
}
