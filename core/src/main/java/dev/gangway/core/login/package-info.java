/** What passwords of Magento 1 are stored as, and which of it works in Magento 2. */
@NullMarked
package dev.gangway.core.login;

import org.jspecify.annotations.NullMarked;
