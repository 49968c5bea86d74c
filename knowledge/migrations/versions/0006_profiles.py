"""profiles: what people said about themselves"""

from alembic import op
import sqlalchemy as sa


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('profile',
    sa.Column('person', sa.String(length=64), nullable=False),
    sa.Column('known', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_profile'))
    )
    op.create_index(op.f('ix_profile_changed'), 'profile', ['changed'], unique=False)


def downgrade() -> None:
    op.drop_table('profile')
