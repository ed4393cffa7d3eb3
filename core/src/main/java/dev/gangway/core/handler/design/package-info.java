/** Handlers for what Magento 1 keeps of themes, layouts and templates in its database, which break pages of Magento 2. */
@NullMarked
package dev.gangway.core.handler.design;

import org.jspecify.annotations.NullMarked;
