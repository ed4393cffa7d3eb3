/** Source rows whose parent does not exist: found, listed, and left out of the load where the configuration says so. */
@NullMarked
package dev.gangway.bulkloader.orphan;

import org.jspecify.annotations.NullMarked;
