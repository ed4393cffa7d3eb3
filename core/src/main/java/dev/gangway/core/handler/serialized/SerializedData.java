package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.PhpArray;
import dev.gangway.core.php.PhpFormatException;
import dev.gangway.core.php.PhpReader;
import dev.gangway.core.php.PhpReference;
import dev.gangway.core.php.PhpRepair;
import dev.gangway.core.php.PhpString;
import dev.gangway.core.php.PhpValue;
import dev.gangway.core.php.PhpWriter;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces Magento 1's class names inside PHP-serialized rule conditions; the value stays PHP-serialized. A broken value rejects
 * its row, because a rule without its conditions would apply to every order.
 *
 * <p>By default text that is JSON already stays, and wrong string lengths are repaired; strict rejects both.
 */
public record SerializedData(String field, Map<PhpString, PhpString> classes, boolean strict) implements Handler {

    public SerializedData {
        classes = Map.copyOf(classes);
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object value = row.get(field);
        if (value == null) {
            return;
        }
        byte[] bytes = FieldValue.bytes(value);
        PhpValue read;
        try {
            read = PhpReader.read(bytes);
        } catch (PhpFormatException e) {
            if (!strict && JsonConversion.isJson(bytes)) {
                return;
            }
            read = repaired(row, bytes, e);
            context.warn(field, "string lengths of a serialized value were wrong and have been repaired");
        }
        if (read instanceof PhpArray array) {
            replace(array);
            byte[] written = strict ? PhpWriter.writeRounded(array) : PhpWriter.write(array);
            row.set(field, FieldValue.like(value, written));
        }
    }

    private PhpValue repaired(Row row, byte[] bytes, PhpFormatException cause) {
        PhpValue repaired = strict ? null : PhpRepair.read(bytes);
        if (repaired == null) {
            throw new RowRejectedException(
                    "Field " + field + " of " + row.document() + " is not valid PHP-serialized text ("
                            + cause.getMessage() + "): correct it in the source",
                    cause);
        }
        return repaired;
    }

    private void replace(PhpArray root) {
        Deque<PhpArray> open = new ArrayDeque<>();
        Map<PhpValue, PhpString> replaced = new IdentityHashMap<>();
        List<Map.Entry<PhpValue, PhpValue>> references = new ArrayList<>();
        open.push(root);
        while (!open.isEmpty()) {
            for (Map.Entry<PhpValue, PhpValue> entry : open.pop().editableEntries()) {
                PhpValue value = entry.getValue();
                if (value instanceof PhpArray child) {
                    open.push(child);
                } else if (value instanceof PhpReference) {
                    references.add(entry);
                } else if (value instanceof PhpString text && classes.containsKey(text)) {
                    entry.setValue(replaced.computeIfAbsent(text, this::target));
                }
            }
        }
        references.forEach(entry -> redirect(entry, replaced));
    }

    /** A new value for each place: places with the same one would be written as references. */
    private PhpString target(PhpValue text) {
        PhpString target = classes.get((PhpString) text);
        return target == null ? (PhpString) text : PhpString.of(target.toBytes());
    }

    private void redirect(Map.Entry<PhpValue, PhpValue> entry, Map<PhpValue, PhpString> replaced) {
        if (entry.getValue() instanceof PhpReference reference && reference.target() instanceof PhpString text) {
            PhpString target = replaced.computeIfAbsent(text, this::target);
            entry.setValue(new PhpReference(reference.slot(), reference.object(), target));
        }
    }

    /** Makes {@link SerializedData}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Rule\\SerializedData",
                            "Replaces Magento 1 class names inside PHP-serialized conditions by the class map's.")
                    .deviation(
                            "text that is JSON already stays and wrong string lengths are repaired (strict: the row is"
                                    + " rejected)")
                    .example(
                            "",
                            "a:1:{s:4:\"type\";s:34:\"catalogrule/rule_condition_combine\";}",
                            "a:1:{s:4:\"type\";s:48:\"Magento\\CatalogRule\\Model\\Rule\\Condition\\Combine\";}");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            var classes = new HashMap<PhpString, PhpString>();
            binding.environment().classMap().forEach((from, to) -> {
                if (!to.isEmpty()) {
                    classes.put(PhpString.of(from), PhpString.of(to));
                }
            });
            return new SerializedData(
                    binding.field(), classes, binding.environment().compatibility() == Compatibility.STRICT);
        }
    }
}
