/** Finds out about servers and shops before a migration: settings, grants, modules, how much of what there is. Reads only. */
@NullMarked
package dev.gangway.mysql.inspect;

import org.jspecify.annotations.NullMarked;
