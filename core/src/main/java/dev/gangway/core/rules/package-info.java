/** The rule files of a migration: map, settings, groups and class map, read strictly and indexed for fast look-ups. */
@NullMarked
package dev.gangway.core.rules;

import org.jspecify.annotations.NullMarked;
