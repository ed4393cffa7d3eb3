/** The configuration file of a migration, read in one pass into immutable records with every mistake reported at once. */
@NullMarked
package dev.gangway.core.config;

import org.jspecify.annotations.NullMarked;
