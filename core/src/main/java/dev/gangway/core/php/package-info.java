/**
 * PHP's own value formats: reading and writing {@code serialize()} text, writing {@code json_encode()} text, byte for byte, and
 * reading arrays in source files.
 */
@NullMarked
package dev.gangway.core.php;

import org.jspecify.annotations.NullMarked;
