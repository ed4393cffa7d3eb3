/** Step Stores: websites, store groups and stores. */
@NullMarked
package dev.gangway.bulkloader.step.stores;

import org.jspecify.annotations.NullMarked;
