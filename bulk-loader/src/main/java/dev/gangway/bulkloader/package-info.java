/** Settings and data modes: steps, parallel resumable copy, volume check. */
@NullMarked
package dev.gangway.bulkloader;

import org.jspecify.annotations.NullMarked;
