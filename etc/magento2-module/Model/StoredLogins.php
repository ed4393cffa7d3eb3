<?php

declare(strict_types=1);

namespace Gangway\Logins\Model;

use Magento\Framework\App\ResourceConnection;

/** The old hashes that still wait for their customers to log in. */
class StoredLogins
{
    private const TABLE = 'gangway_login';

    /** @var ResourceConnection */
    private $resource;

    public function __construct(ResourceConnection $resource)
    {
        $this->resource = $resource;
    }

    /** Kind and hash of a customer, or null. */
    public function find(int $customerId): ?array
    {
        $connection = $this->resource->getConnection();
        $select = $connection->select()
            ->from($this->resource->getTableName(self::TABLE), ['kind', 'hash'])
            ->where('customer_id = ?', $customerId);

        return $connection->fetchRow($select) ?: null;
    }

    /** Drops the old hash. */
    public function forget(int $customerId): void
    {
        $this->resource->getConnection()
            ->delete($this->resource->getTableName(self::TABLE), ['customer_id = ?' => $customerId]);
    }

    /** Puts Magento's own hash in the old one's place, unless the customer has got another one meanwhile. */
    public function replace(int $customerId, string $hash): void
    {
        $connection = $this->resource->getConnection();
        $connection->beginTransaction();
        try {
            $connection->update(
                $this->resource->getTableName('customer_entity'),
                ['password_hash' => $hash],
                ['entity_id = ?' => $customerId, "COALESCE(password_hash, '') = ?" => '']
            );
            $this->forget($customerId);
            $connection->commit();
        } catch (\Throwable $e) {
            $connection->rollBack();
            throw $e;
        }
    }
}
