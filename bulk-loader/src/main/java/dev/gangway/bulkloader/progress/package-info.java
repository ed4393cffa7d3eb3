/** What a load tells of itself: findings, times, how far it is and when it will be done. */
@NullMarked
package dev.gangway.bulkloader.progress;

import org.jspecify.annotations.NullMarked;
