/** PHP's own value formats: reading and writing {@code serialize()} text and writing {@code json_encode()} text, byte for byte. */
@NullMarked
package dev.gangway.core.php;

import org.jspecify.annotations.NullMarked;
