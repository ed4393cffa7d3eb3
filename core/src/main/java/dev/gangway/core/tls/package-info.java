/** Certificates and keys. */
@NullMarked
package dev.gangway.core.tls;

import org.jspecify.annotations.NullMarked;
