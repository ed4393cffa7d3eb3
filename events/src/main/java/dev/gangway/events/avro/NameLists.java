package dev.gangway.events.avro;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lists of names that came along with values, such as a row's columns, and what was made of them: each once, recognised by its
 * bytes, since records of one kind name the same columns again and again. Thread-safe.
 */
public final class NameLists<T> {
    private static final int MOST = 1_000;
    private static final int RECENT = 8;

    private final Function<List<String>, T> maker;
    private final Map<List<String>, Known<T>> all = new ConcurrentHashMap<>();
    private volatile List<Known<T>> recent = List.of();

    /** {@code maker} makes what is wanted of a new list. */
    public NameLists(Function<List<String>, T> maker) {
        this.maker = maker;
    }

    /** Reads one array of names. */
    public T array(AvroInput in) {
        var reading = new Reading();
        for (int left = in.block(); left > 0; left = in.block()) {
            reading.begin(left);
            for (int i = 0; i < left; i++) {
                reading.name(in);
            }
        }
        return reading.end().made;
    }

    /** Reads one map: its names by this list, its values by the reader, which are added in their order. */
    public T map(AvroInput in, Function<AvroInput, @Nullable Object> reader, List<@Nullable Object> values) {
        var reading = new Reading();
        for (int left = in.block(); left > 0; left = in.block()) {
            reading.begin(left);
            for (int i = 0; i < left; i++) {
                reading.name(in);
                values.add(reader.apply(in));
            }
        }
        return reading.end().made;
    }

    private Known<T> known(List<String> names) {
        if (all.size() >= MOST) {
            all.clear();
        }
        Known<T> known = all.computeIfAbsent(List.copyOf(names), list -> new Known<>(list, maker.apply(list)));
        var now = new ArrayList<Known<T>>();
        now.add(known);
        recent.stream().filter(other -> other != known).limit(RECENT - 1).forEach(now::add);
        recent = List.copyOf(now);
        return known;
    }

    private static final class Known<T> {
        private final List<String> names;
        private final byte[][] bytes;
        private final T made;

        Known(List<String> names, T made) {
            this.names = names;
            this.made = made;
            this.bytes = names.stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        boolean beginsLike(Known<T> other, int count) {
            return names.size() > count && names.subList(0, count).equals(other.names.subList(0, count));
        }
    }

    /** One list while it is read: like a known one so far, or a new one with names of its own. */
    private final class Reading {
        private @Nullable Known<T> like;
        private @Nullable List<String> own;
        private int read;

        /** The first block mostly is the whole list. */
        void begin(int count) {
            if (read == 0 && own == null) {
                for (Known<T> known : recent) {
                    if (known.names.size() == count) {
                        like = known;
                        return;
                    }
                }
            }
        }

        void name(AvroInput in) {
            if (own == null) {
                if (isNext(like, in)) {
                    read++;
                    return;
                }
                own = new ArrayList<>(like == null ? List.of() : like.names.subList(0, read));
            }
            own.add(in.text());
        }

        private boolean isNext(@Nullable Known<T> expected, AvroInput in) {
            if (expected == null) {
                return false;
            }
            if (read < expected.bytes.length && in.textIs(expected.bytes[read])) {
                return true;
            }
            for (Known<T> other : recent) {
                if (other.beginsLike(expected, read) && in.textIs(other.bytes[read])) {
                    like = other;
                    return true;
                }
            }
            return false;
        }

        Known<T> end() {
            Known<T> found = like;
            if (own != null) {
                return known(own);
            }
            return found != null && read == found.bytes.length
                    ? found
                    : known(found == null ? List.of() : found.names.subList(0, read));
        }
    }
}
