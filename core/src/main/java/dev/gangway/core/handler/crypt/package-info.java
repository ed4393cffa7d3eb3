/** Encrypted values: decrypting as Magento 1 does, encrypting as Magento 2 does. */
@NullMarked
package dev.gangway.core.handler.crypt;

import org.jspecify.annotations.NullMarked;
