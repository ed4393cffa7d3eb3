package dev.gangway.core.handler.store;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the code of a store group, which Magento 1 does not have, from the group's name in the source.
 *
 * <p>By default a code that an earlier group has already gets the group's id appended, so codes are unique and the same in every
 * run. Strict compares names instead of codes, as the old tool does, and appends 32 hexadecimal digits (the old tool's are random,
 * these are not).
 */
public final class StoreGroupCode implements Handler {
    private static final String DEFAULT = "store_group";
    private final String field;
    private final DerivedLookup<Map<String, Code>> codes;

    StoreGroupCode(String field, boolean strict) {
        this.field = field;
        this.codes = DerivedLookup.of(
                LookedUp.whole("core_store_group", "group_id", "name"),
                groups -> strict ? strictCodes(groups) : codes(groups));
    }

    private record Code(String text, boolean changed) {}

    @Override
    public List<LookedUp> lookedUp() {
        return codes.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Code code = codes.get(context.lookups()).get(row.text("group_id"));
        if (code == null) {
            row.set(field, code(row.text("name")));
            return;
        }
        if (code.changed) {
            context.warn(field, "the code of another store group was taken, so an addition was made to it");
        }
        row.set(field, code.text);
    }

    private static Map<String, Code> codes(List<Row> groups) {
        var codes = new HashMap<String, Code>();
        var taken = new HashSet<String>();
        for (Row group : groups) {
            String id = group.text("group_id");
            String code = code(group.text("name"));
            String unique = code;
            while (!taken.add(unique)) {
                unique += "-" + id;
            }
            codes.put(id, new Code(unique, !unique.equals(code)));
        }
        return codes;
    }

    private static Map<String, Code> strictCodes(List<Row> groups) {
        var codes = new HashMap<String, Code>();
        var names = new HashSet<@Nullable String>();
        for (Row group : groups) {
            String id = group.text("group_id");
            String code = code(group.text("name"));
            boolean first = names.add(group.text("name"));
            codes.put(id, new Code(first ? code : code + "-" + HexDigest.md5("store group " + id), !first));
        }
        return codes;
    }

    static String code(@Nullable String name) {
        var code = new StringBuilder();
        boolean blank = false;
        for (char c : PhpText.lowerAscii(name == null ? "" : name).toCharArray()) {
            boolean isBlank = PhpText.isWhitespace(c);
            boolean kept = code.isEmpty() ? isLetter(c) : isCodeCharacter(c);
            if (kept) {
                code.append(c);
            } else if (isBlank && !blank && !code.isEmpty()) {
                code.append('_');
            }
            blank = isBlank;
        }
        return code.isEmpty() ? DEFAULT : code.toString();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isCodeCharacter(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** Makes {@link StoreGroupCode}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("StoreGroupCode", "Makes the code of a store group from its name.")
                    .deviation(
                            "a code that is taken already gets the group's id appended (strict: a name that is taken gets"
                                    + " 32 hexadecimal digits)")
                    .example("name=Main Website Store", "", "main_website_store")
                    .example("name=2nd Store", "", "nd_store")
                    .example("name=123", "", "store_group");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new StoreGroupCode(binding.field(), binding.environment().compatibility() == Compatibility.STRICT);
        }
    }
}
