<?php

declare(strict_types=1);

// The few interfaces and classes of Magento 2 that the module for old passwords meets, each as small as can be.

namespace Magento\Framework\Component {
    class ComponentRegistrar
    {
        const MODULE = 'module';

        /** @var array<string, string> */
        public static $registered = [];

        public static function register(string $type, string $name, string $path): void
        {
            self::$registered[$type . ' ' . $name] = $path;
        }
    }
}

namespace Magento\Framework\Encryption {
    interface EncryptorInterface
    {
        public function getHash($password, $salt = false);

        public function validateHash($password, $hash);
    }
}

namespace Magento\Framework\App {
    /** Two tables in memory that understand the module's statements and nothing else. */
    class ResourceConnection
    {
        /** @var array<string, array<int, array<string, mixed>>> rows by table and id */
        public $tables = ['m2_customer_entity' => [], 'm2_gangway_login' => []];

        /** @var bool */
        public $failsOnDelete = false;

        /** @var array|null */
        private $before;

        /** @var array<string, mixed> */
        private $query = [];

        public function getConnection(): self
        {
            return $this;
        }

        public function getTableName(string $name): string
        {
            return 'm2_' . $name;
        }

        public function select(): self
        {
            $this->query = [];
            return $this;
        }

        public function from(string $table, array $columns): self
        {
            $this->query = ['table' => $table, 'columns' => $columns];
            return $this;
        }

        public function where(string $condition, int $id): self
        {
            $this->query['id'] = $condition === 'customer_id = ?' ? $id : null;
            return $this;
        }

        public function fetchRow(self $select)
        {
            $row = $this->tables[$this->query['table']][$this->query['id']] ?? null;
            return $row === null ? false : array_intersect_key($row, array_flip($this->query['columns']));
        }

        public function update(string $table, array $values, array $where): int
        {
            $id = $where['entity_id = ?'];
            $row = $this->tables[$table][$id];
            if (($row['password_hash'] ?? '') !== $where["COALESCE(password_hash, '') = ?"]) {
                return 0;
            }
            $this->tables[$table][$id] = array_merge($row, $values);
            return 1;
        }

        public function delete(string $table, array $where): int
        {
            if ($this->failsOnDelete) {
                throw new \RuntimeException('the server has gone away');
            }
            unset($this->tables[$table][$where['customer_id = ?']]);
            return 1;
        }

        public function beginTransaction(): void
        {
            $this->before = $this->tables;
        }

        public function commit(): void
        {
            $this->before = null;
        }

        public function rollBack(): void
        {
            $this->tables = $this->before;
        }
    }
}

namespace Magento\Customer\Model {
    interface AuthenticationInterface
    {
        public function authenticate($customerId, $password);
    }

    class CustomerSecure
    {
        /** @var string|null */
        private $hash;

        public function __construct(?string $hash)
        {
            $this->hash = $hash;
        }

        public function getPasswordHash(): ?string
        {
            return $this->hash;
        }

        public function setPasswordHash(string $hash): void
        {
            $this->hash = $hash;
        }
    }

    /** Reads each customer once, as Magento's does. */
    class CustomerRegistry
    {
        /** @var \Magento\Framework\App\ResourceConnection */
        private $resource;

        /** @var array<int, CustomerSecure> */
        private $known = [];

        public function __construct(\Magento\Framework\App\ResourceConnection $resource)
        {
            $this->resource = $resource;
        }

        public function retrieveSecureData($customerId): CustomerSecure
        {
            $id = (int) $customerId;
            if (!isset($this->known[$id])) {
                $this->known[$id] = new CustomerSecure($this->resource->tables['m2_customer_entity'][$id]['password_hash']);
            }
            return $this->known[$id];
        }
    }
}
