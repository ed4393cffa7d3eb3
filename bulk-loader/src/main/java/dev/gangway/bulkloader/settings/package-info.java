/** Configuration values of both shops merged into Magento 2's core_config_data. Pure, in memory. */
@NullMarked
package dev.gangway.bulkloader.settings;

import org.jspecify.annotations.NullMarked;
