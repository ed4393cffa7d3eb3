package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.PhpArray;
import dev.gangway.core.php.PhpJson;
import dev.gangway.core.php.PhpJsonException;
import dev.gangway.core.php.PhpScalar;
import dev.gangway.core.php.PhpString;
import dev.gangway.core.php.PhpValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Replaces the serialized texts inside the product options of one order item by JSON texts. */
final class OrderItemOptions {
    private static final PhpString FILE = PhpString.of("file");
    private static final String BUNDLE_ATTRIBUTES = "bundle_selection_attributes";

    private final JsonConversion conversion;
    private final Consumer<String> lost;

    OrderItemOptions(JsonConversion conversion, Consumer<String> lost) {
        this.conversion = conversion;
        this.lost = lost;
    }

    PhpValue convert(PhpValue value) {
        if (value instanceof PhpArray array) {
            fileOptions(array);
            bundleAttributes(array);
        }
        return value;
    }

    private void fileOptions(PhpArray item) {
        PhpValue options = item.get("options");
        if (options instanceof PhpArray list) {
            for (PhpValue option : List.copyOf(list.entries().values())) {
                if (option.resolved() instanceof PhpArray fields && isFile(fields.get("option_type"))) {
                    fileOption(fields);
                }
            }
        } else if (options != null && !options.equals(PhpScalar.NULL) && conversion.strict()) {
            throw new RowRejectedException("The options inside the product options are not a list");
        }
    }

    private static boolean isFile(@Nullable PhpValue type) {
        return type instanceof PhpString name && name.equals(FILE);
    }

    private void fileOption(PhpArray fields) {
        PhpValue value = fields.get("option_value");
        if (value == null) {
            brokenInner("option_value");
            return;
        }
        PhpValue read = value.isTruthy() ? unserialize(value, "option_value") : value;
        if (read != null) {
            fields.put("option_value", jsonText(read));
        }
    }

    private void bundleAttributes(PhpArray item) {
        PhpValue value = item.get(BUNDLE_ATTRIBUTES);
        if (value == null || value.equals(PhpScalar.NULL)) {
            return;
        }
        PhpValue read = unserialize(value, BUNDLE_ATTRIBUTES);
        if (read != null) {
            item.put(BUNDLE_ATTRIBUTES, jsonText(read));
        }
    }

    private @Nullable PhpValue unserialize(PhpValue value, String name) {
        if (!(value instanceof PhpString text)) {
            brokenInner(name);
            return null;
        }
        boolean keep = !conversion.strict() && (text.length() == 0 || JsonConversion.isJson(text.toBytes()));
        PhpValue read = keep ? null : conversion.inner(text.toBytes(), lost);
        if (read == null && !keep) {
            brokenInner(name);
        }
        return read;
    }

    private void brokenInner(String name) {
        if (conversion.strict()) {
            throw new RowRejectedException(
                    "The " + name + " inside the product options is not valid PHP-serialized text");
        }
        lost.accept("a broken " + name + " inside the product options was left as it is");
    }

    private PhpValue jsonText(PhpValue value) {
        if (!conversion.strict()) {
            return PhpString.of(conversion.encode(value, lost));
        }
        try {
            return PhpString.of(PhpJson.encode(value));
        } catch (PhpJsonException e) {
            return PhpScalar.FALSE;
        }
    }
}
