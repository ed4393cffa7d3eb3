/** {@code gangway init}: looks at both databases and writes a configuration with the pack that fits. Writes to no database. */
@NullMarked
package dev.gangway.app.init;

import org.jspecify.annotations.NullMarked;
