/** The compiled migration plan: one mapping per source table, shared by bulk load, stream, diff and repair. */
@NullMarked
package dev.gangway.core.plan;

import org.jspecify.annotations.NullMarked;
