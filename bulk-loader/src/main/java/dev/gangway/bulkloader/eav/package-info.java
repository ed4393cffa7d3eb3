/** Step Eav: what of the source's attributes Magento 2 could not use, and the structure's first decision. */
@NullMarked
package dev.gangway.bulkloader.eav;

import org.jspecify.annotations.NullMarked;
