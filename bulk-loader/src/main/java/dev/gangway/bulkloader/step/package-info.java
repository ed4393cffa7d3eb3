/** The frame of the steps: what a step can do and what it is given. */
@NullMarked
package dev.gangway.bulkloader.step;

import org.jspecify.annotations.NullMarked;
