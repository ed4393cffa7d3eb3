/** How far a load is and when it will be done. */
@NullMarked
package dev.gangway.bulkloader.progress;

import org.jspecify.annotations.NullMarked;
