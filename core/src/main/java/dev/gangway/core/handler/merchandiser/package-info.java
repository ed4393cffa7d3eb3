/** Handlers for Visual Merchandiser rules of Magento Commerce. */
@NullMarked
package dev.gangway.core.handler.merchandiser;

import org.jspecify.annotations.NullMarked;
