package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts the shop's URL suffix off url keys and url paths, once and only at the end; Magento 2 adds it by itself. The suffix is
 * the source's configured one, taken literally, or {@code .html} when none is configured. NULL becomes the empty text.
 */
public record TruncateSuffix(String field, String suffixPath) implements Handler {
    private static final String DEFAULT_SUFFIX = ".html";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        if (value == null) {
            row.set(field, "");
            return;
        }
        String suffix = suffix(context.lookups());
        if (value.endsWith(suffix)) {
            row.set(field, value.substring(0, value.length() - suffix.length()));
        }
    }

    @Override
    public List<LookedUp> lookedUp() {
        return List.of(LookedUp.keys("core_config_data", "path", Set.of(suffixPath), "scope", "scope_id", "value"));
    }

    private String suffix(Lookups lookups) {
        String configured = lookups.find(new Lookups.Key("core_config_data", "path", "value"), suffixPath);
        return configured == null || configured.isEmpty() ? DEFAULT_SUFFIX : configured;
    }

    /** Makes {@link TruncateSuffix} handlers that look at the given attributes only. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("TruncateSuffix", "Cuts the shop's URL suffix off url keys and url paths.")
                    .required("suffixPath", "configuration path of the suffix")
                    .required("attributeCodes", "codes of the attributes: `[url_key,url_path]`")
                    .required("entityTypeCode", "entity type of the attributes")
                    .example("", "shoe.html", "shoe")
                    .example("", "a.html.html", "a.html");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            Set<String> codes = codes(binding.required("attributeCodes"));
            return new AttributeCondition(
                    SourceAttributes.ofType(
                            binding.required("entityTypeCode"), row -> codes.contains(row.text("attribute_code"))),
                    new TruncateSuffix(binding.field(), binding.required("suffixPath")));
        }

        private static Set<String> codes(String list) {
            int start = list.startsWith("[") ? 1 : 0;
            int end = list.endsWith("]") ? list.length() - 1 : list.length();
            return new HashSet<>(
                    Arrays.asList(list.substring(start, Math.max(start, end)).split(",")));
        }
    }
}
