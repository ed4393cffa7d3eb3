/** Tells from outside what is wrong with a migration, and what mends it. */
@NullMarked
package dev.gangway.app.diagnose;

import org.jspecify.annotations.NullMarked;
