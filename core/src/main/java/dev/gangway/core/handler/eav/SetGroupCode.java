package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.store.HexDigest;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes the code of an attribute group from its name as Magento 2 does: lower case, transliterated, words joined by hyphens. A
 * name without any letter or digit gets an MD5 instead.
 */
public record SetGroupCode(String field) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        row.set(field, code(row.text("attribute_group_name")));
    }

    static String code(@Nullable String name) {
        String ascii = Transliteration.ascii(PhpText.lowerAscii(name == null ? "" : name));
        var code = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                code.append(c);
            } else if (!code.isEmpty() && code.charAt(code.length() - 1) != '-') {
                code.append('-');
            }
        }
        if (!code.isEmpty() && code.charAt(code.length() - 1) == '-') {
            code.setLength(code.length() - 1);
        }
        String text = code.toString();
        return PhpText.isFalsy(text) ? HexDigest.md5(text) : text;
    }

    /** Makes {@link SetGroupCode}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "EavAttributeGroup\\SetGroupCode", "Makes the code of an attribute group from its name.")
                    .example("attribute_group_name=Migration General", "", "migration-general")
                    .example("attribute_group_name=***", "", "d41d8cd98f00b204e9800998ecf8427e");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SetGroupCode(binding.field());
        }
    }
}
