/** Step Map: every table that the main map leads to a target table. */
@NullMarked
package dev.gangway.bulkloader.step.map;

import org.jspecify.annotations.NullMarked;
