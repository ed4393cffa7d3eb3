/** Connections with the session rules the product depends on, server flavours and the meaning of server errors. */
@NullMarked
package dev.gangway.mysql.connect;

import org.jspecify.annotations.NullMarked;
