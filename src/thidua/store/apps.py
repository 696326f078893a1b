from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "thidua.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from thidua.store.chain import teach

        connection_created.connect(teach, dispatch_uid="thidua.store.chain")
