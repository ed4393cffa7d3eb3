package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.HandlerParameterException;
import dev.gangway.core.row.Row;
import java.util.zip.CRC32;

/** Sets the checksum of a field of the target row, as an unsigned number; NULL counts as the empty text. */
public record SetHash(String field, String baseField) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object base = opposite.get(baseField);
        var crc = new CRC32();
        if (base != null) {
            crc.update(FieldValue.bytes(base));
        }
        row.set(field, Long.toString(crc.getValue()));
    }

    /** Makes {@link SetHash}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("SetHash", "Sets the checksum of another field.")
                    .required("hash", "only `crc32`")
                    .required("baseField", "field of the target row")
                    .example("hash=crc32 baseField=string, string=abc", "", "891568578");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            if (!"crc32".equals(binding.required("hash"))) {
                throw new HandlerParameterException(
                        "Parameter hash is '" + binding.required("hash") + "': only crc32 is supported");
            }
            return new SetHash(binding.field(), binding.required("baseField"));
        }
    }
}
